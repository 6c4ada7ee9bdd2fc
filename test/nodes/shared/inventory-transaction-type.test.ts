import { typeOf } from '../../../nodes/HapiHub/rules/transaction-filter';
import { isSpeltOneWay, understoodType } from '../../../nodes/shared/inventory-transaction-type';

it.each([
	['purchas', 'purchase'],
	['purhase', 'purchase'],
	['purchase', 'purchase'],
	['s', 'sales'],
	['ales', 'sales'],
	['s,ales', 'sales'],
	[' Sales ', 'sales'],
	['receiving', 'receiving'],
	['return', 'return'],
	['constructor', undefined],
	['consignment', undefined],
	[null, undefined],
])('the type "%s" is understood as %s', (stored, meant) => {
	expect(understoodType(stored)).toBe(meant);
});

it('keeps a word that is not known', () => {
	expect(typeOf({ type: ' consignment ' })).toBe('consignment');
	expect(typeOf({})).toBe('');
});

it('asks the server only for types that have one spelling', () => {
	expect(['sales', 'purchase', 'return'].map(isSpeltOneWay)).toEqual([false, false, true]);
});
