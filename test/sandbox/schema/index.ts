import { catalogDomains } from './catalog';
import { cycleCountDomains } from './cycle-counts';
import type { Domain } from './domain';
import { orderDomains } from './orders';
import { placeDomains } from './places';
import { productSupplierDomains } from './product-suppliers';
import { requisitionDomains } from './requisitions';
import { shipmentDomains } from './shipments';
import { stockDomains } from './stock';
import { viewDomains } from './views';

/** Every domain class the sandbox knows; add a family here. */
const families: Domain[][] = [
	stockDomains,
	cycleCountDomains,
	catalogDomains,
	productSupplierDomains,
	placeDomains,
	orderDomains,
	requisitionDomains,
	shipmentDomains,
	viewDomains,
];

const byName = new Map(families.flat().map((domain) => [domain.name, domain]));

export const domains = (): Domain[] => [...byName.values()];

export function domainNamed(name: string): Domain {
	const domain = byName.get(name);
	if (!domain) throw new Error(`The sandbox has no domain class ${name}`);
	return domain;
}

export const findDomain = (name: string): Domain | undefined => byName.get(name);
