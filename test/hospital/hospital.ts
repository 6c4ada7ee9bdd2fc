/** Names and ids of the seed hospital, for tests to speak of (test/sandbox/fixtures/hospital.json). */
export const LOCATION = {
	central: '00000000a202135001a20213cec60000',
	north: '00000000a202135001a20213cf720002',
	pharmacy: '00000000a202135001a20213cfb40004',
	ward: '00000000a202135001a20213cff00006',
} as const;

export const PRODUCT = {
	ibuprofen: '00000000a202135001a20213d2ac0022',
	paracetamol: '00000000a202135001a20213d2fd0023',
	morphine: '00000000a202135001a20213d3240024',
	amoxicillin: '00000000a202135001a20213d3500025',
	ceftriaxone: '00000000a202135001a20213d3710026',
} as const;

export const INVENTORY = { pharmacy: '00000000a202135001a20213cfb40005' } as const;

/** Fields of the credential for the till's user at the pharmacy. */
export function tillCredential(
	url: string,
	changes: Record<string, unknown> = {},
): Record<string, string> {
	return {
		url,
		authentication: 'login',
		username: 'till',
		password: 'till-pass',
		location: LOCATION.pharmacy,
		...changes,
	} as Record<string, string>;
}
