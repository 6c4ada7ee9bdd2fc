import { Scene, type SceneOptions } from './scene';

/** A hospital's server as people use it, to make what an operation works on. */
export interface Ground {
	central: Scene;
	pharmacy: Scene;
	/** Different for each run: references are used once. */
	run: number;
}

/** Both places of a hospital, worked at by its manager. Close `central`, and the server ends. */
export async function openPlaces(
	options: Pick<SceneOptions, 'kind'> = {},
): Promise<Omit<Ground, 'run'>> {
	const central = await Scene.open({ ...options, at: 'central', user: 'manager' });
	return { central, pharmacy: await Scene.beside(central, 'pharmacy', 'manager') };
}
