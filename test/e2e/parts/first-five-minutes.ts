import { assert, join, rmSync, say } from '../../platform';
import { LOCATION } from '../../hospital/hospital';
import { eventually } from '../checks';
import { Editor } from '../editor';
import { openTrialN8n } from '../trial-n8n';
import type { Workbench } from '../workbench';

const SEARCHES = [
	'medicine',
	'hospital',
	'drug',
	'barcode',
	'receive goods',
	'stock',
	'open boxes',
];

/** What the README tells somebody who never saw n8n, from signing in to the first posted sale, by clicks alone. */
export async function firstFiveMinutes(bench: Workbench): Promise<void> {
	const { checks, sandbox } = bench;
	const { office } = await openTrialN8n(bench, 'first-five-minutes');
	const pictures = join(bench.output, 'first-five-minutes');
	rmSync(pictures, { recursive: true, force: true });
	const editor = await Editor.open({ url: office.server.url, pictures });
	const stock = (): number =>
		sandbox
			.state()
			.stock.filter((line) => line.location === LOCATION.pharmacy && line.productCode === '10001')
			.reduce((sum, { quantity }) => sum + quantity, 0);
	const step = async (name: string, clicks: () => Promise<void>): Promise<void> => {
		const held = await checks.that(name, clicks, 90);
		await editor.picture(held ? name : `failed ${name}`);
		if (!held) throw new Error(`Stopped at: ${name}`);
	};
	try {
		await step('sign in', async () => {
			await editor.goTo('/home/workflows');
			await editor.signIn();
			await editor.at('workflow-card-name').first().waitFor();
		});
		await step('open the example of a sale', async () => {
			await editor
				.at('workflow-card-name')
				.filter({ hasText: /sale at the till/i })
				.click();
			await editor.at('canvas-node').first().waitFor();
		});
		await step('execute it: the sale is posted', async () => {
			const before = stock();
			await editor.at('execute-workflow-button').click();
			await eventually('less stock', () => stock() < before || undefined);
			await editor.page
				.getByText(/executed successfully/i)
				.first()
				.waitFor();
		});
		await step('start a workflow of my own', async () => {
			await editor.goTo('/workflow/new');
			await editor.searchNode('manual');
			await editor.entry(/manual/i).click();
		});
		for (const word of SEARCHES)
			await checks.that(`the search for nodes finds it by "${word}"`, async () => {
				await editor.searchNode(word);
				await editor.entry(/^OpenBoxes$/).waitFor({ timeout: 10_000 });
				await editor.page.keyboard.press('Escape');
			});
		await step('find the node', async () => {
			await editor.searchNode('medicine');
			await editor.entry(/^OpenBoxes$/).waitFor();
		});
		await step('see what it can do', async () => {
			await editor.entry(/^OpenBoxes$/).click();
			await editor.entry(/debit/i).waitFor();
		});
		await step('choose the debit', async () => {
			await editor.entry(/debit/i).click();
			await editor.field('reference').waitFor();
		});
		await checks.that('the debit opens with lines to fill in', async () => {
			await editor.at('fixed-collection-add').waitFor({ timeout: 5000 });
		});
		await step('add a line', async () => {
			const add = editor.at('fixed-collection-add');
			if (!(await add.isVisible())) await editor.choose('linesFrom', 'Fill');
			await editor.type('reference', 'R-2001');
			await add.click();
			await editor.at('rlc-input').first().waitFor();
		});
		await step('search the product', async () => {
			await editor.at('rlc-input').first().click();
			await editor.at('rlc-item').first().waitFor();
			await editor.at('rlc-search').fill('ibuprofen');
			await editor.at('rlc-item').filter({ hasText: 'Ibuprofen' }).first().waitFor();
		});
		await step('choose the product', async () => {
			await editor.at('rlc-item').filter({ hasText: 'Ibuprofen' }).first().click();
		});
		await step('execute the step: posted', async () => {
			const before = stock();
			await editor.executeStep();
			await eventually('less stock', () => stock() === before - 1 || undefined);
			await editor.output.getByText('R-2001').first().waitFor();
			assert.match(await editor.output.innerText(), /posted/);
		});
	} finally {
		await editor.close();
		await office.close();
	}
	say(`Pictures: ${pictures}`);
}
