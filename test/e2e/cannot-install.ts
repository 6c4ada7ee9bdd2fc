/** n8n, its Node or another program is not to be had here, which says nothing about the package. */
export class CannotInstall extends Error {}
