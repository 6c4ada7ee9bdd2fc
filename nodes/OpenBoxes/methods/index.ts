import { searchProducts } from './search-products';

/** Searches behind the pickers, by the name that the fields use. */
export const listSearch = { searchProducts };
