import { placeBody, placeDifference } from '../../../../../nodes/OpenBoxes/catalogue/rules/place';

const ward = {
	id: 'w',
	name: 'Ward A',
	locationNumber: 'W-A',
	description: 'upstairs',
	active: true,
	locationType: { id: '5', name: 'Ward' },
	organization: { id: '1', name: 'Main' },
	supportedActivities: ['RECEIVE_STOCK', 'SUBMIT_REQUEST'],
};

describe('what a place is told to be', () => {
	it.each([
		['nothing', {}, undefined],
		['the same in another case', { name: 'wárd a' }, undefined],
		[
			'the same activities in another order',
			{ activities: ['SUBMIT_REQUEST', 'RECEIVE_STOCK'] },
			undefined,
		],
		['another name', { name: 'Ward B' }, 'its name is "Ward A"'],
		[
			'another number and type',
			{ locationNumber: '1', typeId: '6' },
			'its number is "W-A", its type is "Ward"',
		],
		['no description', { description: '' }, 'its description is "upstairs"'],
		['closed', { active: false }, 'it is open'],
		['in a location', { parentId: 'p' }, 'it lies elsewhere'],
		['in a zone', { zoneId: 'z' }, 'it is in no zone'],
		['of another owner', { organizationId: '2' }, 'its organization is "Main"'],
		['able to do nothing', { activities: [] }, 'its activities are RECEIVE_STOCK, SUBMIT_REQUEST'],
	])('is compared: %s', (_, wanted, difference) => {
		expect(placeDifference(ward, wanted)).toBe(difference);
	});

	it('counts NONE as nothing', () => {
		const idle = { ...ward, supportedActivities: ['NONE'] };
		expect(placeDifference(idle, { activities: [] })).toBeUndefined();
	});

	it('goes out with ids only, and without what was not said', () => {
		expect(placeBody({ name: 'X', typeId: '5', zoneId: 'z', activities: [] })).toEqual({
			name: 'X',
			locationType: { id: '5' },
			zone: { id: 'z' },
			supportedActivities: [],
		});
	});
});
