import type { Row, Value } from '../store/table';
import type { World } from '../world';

/** What a location is allowed to do, or what its type is (warehouse.md#locations). */
export const supports = (world: World, location: Row | undefined, activity: string): boolean =>
	location !== undefined && world.json.activitiesOf(location).includes(activity);

export const typeCodeOf = ({ store }: World, location: Row | undefined): Value =>
	store.get('locationType', location?.locationType)?.locationTypeCode;

export const isSupplier = (world: World, location: Row | undefined): boolean =>
	typeCodeOf(world, location) === 'SUPPLIER';

export const isDepot = (world: World, location: Row | undefined): boolean =>
	typeCodeOf(world, location) === 'DEPOT';

/** Goods that leave such a place are taken from its stock. */
export const isWarehouse = (world: World, location: Row | undefined): boolean =>
	isDepot(world, location) || supports(world, location, 'MANAGE_INVENTORY');

/** Lines of such an origin are picked before they are packed (stock-movements.md#status). */
export const picksStock = (world: World, origin: Row | undefined): boolean =>
	!isSupplier(world, origin) && supports(world, origin, 'MANAGE_INVENTORY');

/** Submits requests but keeps no stock of its own. */
export const isDownstreamConsumer = (world: World, location: Row | undefined): boolean =>
	!supports(world, location, 'MANAGE_INVENTORY') && supports(world, location, 'SUBMIT_REQUEST');
