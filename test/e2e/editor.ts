import { mkdirSync, join } from '../platform';
import { chromium, selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { programOf } from './debian-package';
import { OWNER } from './n8n-api';

// n8n spells it with another hyphen than Playwright does.
selectors.setTestIdAttribute('data-test-id');

export interface EditorSettings {
	url: string;
	/** Folder for pictures. */
	pictures: string;
	colours?: 'light' | 'dark';
	/** What a click waits for at most. */
	seconds?: number;
}

/** n8n's editor in a browser without a window: what a person sees, clicks and types. */
export class Editor {
	private taken = 0;

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly settings: EditorSettings,
	) {}

	static async open(settings: EditorSettings): Promise<Editor> {
		mkdirSync(settings.pictures, { recursive: true });
		const browser = await chromium.launch({
			executablePath: programOf('chromium', ['chromium', 'chromium-browser', 'google-chrome']),
			// Its own sandbox cannot be made by root, as which a container runs.
			args: ['--no-sandbox', '--disable-dev-shm-usage'],
		});
		const page = await browser.newPage({
			viewport: { width: 1440, height: 900 },
			colorScheme: settings.colours ?? 'light',
		});
		page.setDefaultTimeout((settings.seconds ?? 30) * 1000);
		return new Editor(browser, page, settings);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	async goTo(path: string): Promise<void> {
		await this.page.goto(this.settings.url + path);
	}

	at(testId: string): Locator {
		return this.page.getByTestId(testId);
	}

	async signIn(): Promise<void> {
		await this.page.locator('input[type=email], input[autocomplete=email]').fill(OWNER.email);
		await this.page.locator('input[type=password]').fill(OWNER.password);
		await this.at('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
	}

	/** A picture with a name of its own, when nothing moves any more. */
	async still(name: string): Promise<void> {
		await this.page.waitForTimeout(1000);
		const path = join(this.settings.pictures, `${name}.png`);
		await this.page.screenshot({ path, animations: 'disabled' });
	}

	/** Keeps what is to be seen now, numbered in the order of the steps. */
	async picture(name: string): Promise<void> {
		this.taken += 1;
		const number = String(this.taken).padStart(2, '0');
		await this.page.screenshot({
			path: join(this.settings.pictures, `${number}-${name.replace(/\W+/g, '-')}.png`),
			animations: 'disabled',
		});
	}

	/** Opens the list of nodes, from an empty or a begun workflow, and types into its search. */
	async searchNode(text: string): Promise<void> {
		const first = this.at('canvas-add-button');
		const search = this.at('node-creator-search-bar');
		await first.or(this.at('node-creator-plus-button')).first().waitFor();
		await ((await first.isVisible()) ? first : this.at('node-creator-plus-button')).click();
		await search.fill(text);
	}

	/** An entry of the list of nodes, or of the actions of one node. */
	entry(name: string | RegExp): Locator {
		return this.at('node-creator-item-name').filter({ hasText: name }).first();
	}

	/** The field of a node's form. */
	field(name: string): Locator {
		return this.at(`parameter-input-${name}`).first();
	}

	async type(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	/** One of the entries of a field with a fixed list. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.page
			.getByRole('option', { name: option })
			.or(this.page.locator('.el-select-dropdown__item').filter({ hasText: option }))
			.filter({ visible: true })
			.first()
			.click();
	}

	/** Runs the open node and waits for the end. */
	async executeStep(): Promise<void> {
		await this.at('node-execute-button').click();
	}

	/** What stands in the output of the open node. */
	get output(): Locator {
		return this.at('output-panel');
	}
}
