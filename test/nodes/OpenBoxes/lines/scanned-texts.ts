/** A text as a scanner, a keyboard or a web page passes it on, and what it must come to. All of them are invented. */
export interface ScannedText {
	/** What it is. */
	name: string;
	text: string;
	/** Product code in the seed hospital, with the barcodes of `MORE_BARCODES`. */
	product: string;
	lot?: string;
	expirationDate?: string;
	quantity?: number;
	serialNumber?: string;
}

/** Barcodes that some products of the seed have in these tests besides their own. */
export const MORE_BARCODES: ReadonlyArray<{ code: string; upc?: string; ndc?: string }> = [
	{ code: '20002', ndc: '50111-333-01' },
	{ code: '20003', upc: '012345000065', ndc: '12345067890' },
	{ code: '30003', upc: '301234567896' },
	{ code: '10003', ndc: '9876543210' },
];

const GS = '\u001D';
const IBUPROFEN = '00012345678905';
const PARACETAMOL = '04006381333931';

const ibuprofen = { product: '10001', lot: 'IBU-A', expirationDate: '2027-12-31' };
const paracetamol = { product: '10002', lot: 'PCM-1', expirationDate: '2029-03-31' };

export const SCANNED_TEXTS: readonly ScannedText[] = [
	// GS1 DataMatrix, GS1-128, GS1 QR, DataBar.
	{ name: 'AIM prefix in small letters', text: `]c101${IBUPROFEN}1727123110IBU-A`, ...ibuprofen },
	{ name: 'separator as \\x1d', text: `01${IBUPROFEN}10IBU-A\\x1d17271231`, ...ibuprofen },
	{ name: 'separator as \\u001d', text: `01${IBUPROFEN}10IBU-A\\u001d17271231`, ...ibuprofen },
	{ name: 'separator as ~1', text: `01${IBUPROFEN}10IBU-A~117271231`, ...ibuprofen },
	{ name: 'separator as ~', text: `01${IBUPROFEN}10IBU-A~17271231`, ...ibuprofen },
	{ name: 'separator as ~d029', text: `01${IBUPROFEN}10IBU-A~d02917271231`, ...ibuprofen },
	{ name: 'separator as %1D', text: `01${IBUPROFEN}10IBU-A%1D17271231`, ...ibuprofen },
	{ name: 'separator as @', text: `01${IBUPROFEN}10IBU-A@17271231`, ...ibuprofen },
	{ name: 'separator as ^', text: `01${IBUPROFEN}10IBU-A^17271231`, ...ibuprofen },
	{ name: 'separator as (GS)', text: `01${IBUPROFEN}10IBU-A(GS)17271231`, ...ibuprofen },
	{ name: 'separator as in HTML', text: `01${IBUPROFEN}10IBU-A&#29;17271231`, ...ibuprofen },
	{
		name: 'brackets of a Chinese keyboard',
		text: `（01）${IBUPROFEN}（17）271231（10）IBU-A`,
		...ibuprofen,
	},
	{
		name: 'Digital Link without https',
		text: `id.example.org/01/${IBUPROFEN}/10/IBU-A?17=271231`,
		...ibuprofen,
	},
	{
		name: 'Digital Link with two slashes',
		text: `https://id.example.org//01/${IBUPROFEN}//10/IBU-A?17=271231`,
		...ibuprofen,
	},
	{
		name: 'Digital Link with a page before and a mark behind',
		text: `https://id.example.org/a/b/01/${IBUPROFEN}/10/IBU-A/?17=271231#top`,
		...ibuprofen,
	},
	{ name: 'bare, lot last', text: `01${IBUPROFEN}1727123110IBU-A`, ...ibuprofen },
	{
		name: 'bare, day 00',
		text: `01${IBUPROFEN}1727120010IBU-A`,
		...ibuprofen,
	},
	{
		name: 'lot, separator, expiry',
		text: `01${PARACETAMOL}10PCM-1${GS}17290331`,
		...paracetamol,
	},
	{ name: 'DataMatrix', text: `]d201${IBUPROFEN}10IBU-A${GS}17271231`, ...ibuprofen },
	{ name: 'GS1-128', text: `]C101${PARACETAMOL}1729033110PCM-1`, ...paracetamol },
	{ name: 'QR code', text: `]Q301${IBUPROFEN}1727123110IBU-A`, ...ibuprofen },
	{ name: 'DataBar', text: `]e001${IBUPROFEN}1727123110IBU-A`, ...ibuprofen },
	{ name: 'FNC1 in front', text: `${GS}01${IBUPROFEN}10IBU-A${GS}17271231`, ...ibuprofen },
	{
		name: 'serial in the middle',
		text: `]d201${IBUPROFEN}21A1B2C3D4E5${GS}1727123110IBU-A`,
		...ibuprofen,
		serialNumber: 'A1B2C3D4E5',
	},
	{
		name: 'all of a package of medicine',
		text: `]d201${PARACETAMOL}21XK90210${GS}10PCM-1${GS}17290331${GS}7140123456`,
		...paracetamol,
		serialNumber: 'XK90210',
	},
	{
		name: 'expiry first',
		text: `]C11727123110IBU-A${GS}01${IBUPROFEN}`,
		...ibuprofen,
	},
	{
		name: 'production and best before',
		text: `01${IBUPROFEN}112501011526123117271231` + '10IBU-A',
		...ibuprofen,
	},
	{
		name: 'count of a package (30)',
		text: `01${IBUPROFEN}1727123110IBU-A${GS}3024`,
		...ibuprofen,
		quantity: 24,
	},
	{
		name: 'content and count of a carton (02, 37)',
		text: `]C102${PARACETAMOL}3748${GS}10PCM-1`,
		product: '10002',
		lot: 'PCM-1',
		quantity: 48,
	},
	{
		name: 'pallet with content',
		text: `]C10000012345678901234502${IBUPROFEN}37100${GS}10IBU-A`,
		product: '10001',
		lot: 'IBU-A',
		quantity: 100,
	},
	{ name: 'separator as <GS>', text: `01${IBUPROFEN}10IBU-A<GS>17271231`, ...ibuprofen },
	{ name: 'separator as {GS}', text: `01${IBUPROFEN}10IBU-A{GS}17271231`, ...ibuprofen },
	{ name: 'separator as ^]', text: `01${IBUPROFEN}10IBU-A^]17271231`, ...ibuprofen },
	{ name: 'separator as a picture', text: `01${IBUPROFEN}10IBU-A\u241D17271231`, ...ibuprofen },
	{
		name: 'separator lost before the expiry',
		text: `01${IBUPROFEN}10IBU-A17271231`,
		...ibuprofen,
	},
	{
		name: 'separator lost, lot last',
		text: `01${PARACETAMOL}21SN7Q9K2172903311` + '0PCM-1',
		...paracetamol,
		serialNumber: 'SN7Q9K2',
	},
	{
		name: 'blanks and a line end around',
		text: ` 01${IBUPROFEN}1727123110IBU-A\r\n`,
		...ibuprofen,
	},
	{ name: 'product only', text: `01${IBUPROFEN}`, product: '10001' },
	// As it is printed.
	{ name: 'brackets', text: `(01)${IBUPROFEN}(17)271231(10)IBU-A`, ...ibuprofen },
	{
		name: 'brackets with blanks',
		text: `(01) ${PARACETAMOL} (10) PCM-1 (17) 29 03 31 (21) 77001`,
		...paracetamol,
		serialNumber: '77001',
	},
	{ name: 'square brackets', text: `[01]${IBUPROFEN}[10]IBU-A[17]271231`, ...ibuprofen },
	{
		name: 'brackets and a lot with brackets',
		text: `(01)${IBUPROFEN}(10)IBU(7)A(17)271231`,
		product: '10001',
		lot: 'IBU(7)A',
		expirationDate: '2027-12-31',
	},
	// GS1 Digital Link.
	{
		name: 'Digital Link',
		text: `https://id.gs1.org/01/${IBUPROFEN}/10/IBU-A?17=271231`,
		...ibuprofen,
	},
	{
		name: 'Digital Link of a maker',
		text: `HTTPS://medicines.example.org/p/01/${PARACETAMOL}/10/PCM%2D1/21/A%2F7?17=290331&linkType=all`,
		...paracetamol,
		serialNumber: 'A/7',
	},
	{
		name: 'Digital Link with names',
		text: 'https://example.org/gtin/4006381333931/lot/PCM-1?exp=290331',
		...paracetamol,
	},
	// Product numbers alone.
	{ name: 'EAN with its symbology', text: ']E04006381333931', product: '10002' },
	{ name: 'GTIN-14', text: IBUPROFEN, product: '10001' },
	{ name: 'UPC', text: '012345678905', product: '10001' },
	{ name: 'UPC without its zero', text: '12345678905', product: '10001' },
	{ name: 'short UPC', text: '01234565', product: '20003' },
	// NDC: 0573-0150-20 belongs to 10001, 50111-333-01 to 20002, 12345067890 to 20003.
	{ name: 'NDC 4-4-2', text: '0573-0150-20', product: '10001' },
	{ name: 'NDC of 10 digits', text: '0573015020', product: '10001' },
	{ name: 'NDC of 11 digits', text: '00573015020', product: '10001' },
	{ name: 'NDC 5-4-2', text: '00573-0150-20', product: '10001' },
	{ name: 'NDC with its name', text: 'NDC 0573-0150-20', product: '10001' },
	{ name: 'UPC made of an NDC', text: '305730150200', product: '10001' },
	{ name: 'GTIN made of an NDC', text: '00305730150200', product: '10001' },
	{
		name: 'label made of an NDC',
		text: `]d20100305730150200` + `1727123110IBU-A${GS}21123456`,
		...ibuprofen,
		serialNumber: '123456',
	},
	{ name: 'NDC 5-3-2 in 11 digits', text: '50111033301', product: '20002' },
	{ name: 'NDC 5-3-2 in 10 digits', text: '5011133301', product: '20002' },
	{ name: '11 digits stored, 10 scanned', text: '1234567890', product: '20003' },
	{ name: '11 digits stored, dashes scanned', text: '12345-678-90', product: '20003' },
	{ name: 'UPC stored, NDC scanned', text: '0123456789', product: '30003' },
	{ name: 'UPC stored, NDC with dashes scanned', text: '0123-4567-89', product: '30003' },
	{ name: '10 digits stored, dashes scanned', text: '98765-4321-0', product: '10003' },
];
