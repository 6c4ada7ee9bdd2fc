import { KINDS, Scene } from '../../../hospital/scene';

describe.each(KINDS)('a list in a file on %s', (kind) => {
	it('is one item with a CSV file', async () => {
		const scene = await Scene.open({ kind });
		try {
			const asked = { resource: 'category', operation: 'getAll', returnAll: true, asFile: true };
			const { output } = await scene.run(asked);
			expect(output).toHaveLength(1);
			expect(output[0].json).toEqual({ fileName: 'category.csv', rows: 4 });
			const { data, mimeType } = output[0].binary?.data ?? {};
			expect(mimeType).toBe('text/csv');
			const lines = Buffer.from(String(data), 'base64').toString('utf8').split('\r\n');
			expect(lines[0]).toBe('\uFEFFid,name,path,parentId,parentName');
			expect(lines).toHaveLength(6);
		} finally {
			await scene.close();
		}
	});
});
