import type { IDataObject, IPinData } from 'n8n-workflow';
import { HospitalDay } from '../nodes/OpenBoxes/trigger/hospital-day';
import type { ClinicSandbox } from '../clinic-sandbox';
import type { Sandbox } from '../sandbox';
import { LOCATION } from '../hospital/hospital';
import { eventually } from './checks';
import { readExample, setUpExample } from './example';
import type { Mail } from './mailbox';
import type { Execution, SavedWorkflow } from './n8n-api';
import type { StubModel } from './stub-model';
import { WEBHOOK_KEY, type Erp, type OfficeN8n, type Place, type Workbench } from './workbench';

/** An example that was imported into n8n, and what happens around it. */
export class RunningExample {
	private mailsSeen: number;

	private isActive = false;

	private constructor(
		readonly sandbox: Sandbox,
		readonly clinic: ClinicSandbox,
		private readonly office: OfficeN8n,
		private readonly place: Place,
		private readonly workflow: SavedWorkflow,
	) {
		this.mailsSeen = office.mailbox.mails.length;
	}

	static async import(
		name: string,
		place: Place,
		office: OfficeN8n,
		{ sandbox, clinic }: Pick<Workbench, 'sandbox' | 'clinic'>,
		pinned?: IPinData,
	): Promise<RunningExample> {
		const { api, credentials, erp } = office;
		erp.received.length = 0;
		const definition = setUpExample(readExample(name), {
			openBoxes: credentials[place],
			clinic: credentials.clinic,
			mail: credentials.mail,
			model: credentials.model,
			webhook: credentials.webhook,
			erpUrl: erp.url,
			often: true,
		});
		const workflow = await api.createWorkflow(definition, pinned);
		return new RunningExample(sandbox, clinic, office, place, workflow);
	}

	get erp(): Erp {
		return this.office.erp;
	}

	/** People and other programs at the hospital. */
	async day(): Promise<HospitalDay> {
		return await HospitalDay.start(this.sandbox);
	}

	/** Publishes it and waits until its trigger has looked at the hospital once. */
	async activate(): Promise<void> {
		if (this.isActive) return;
		const { api } = this.office;
		const before = this.requests;
		await api.activate(this.workflow.id);
		this.isActive = true;
		if (await this.polls()) await this.quietAfter(before);
	}

	/** Another program posts to its webhook; gives the answer's body. */
	async post(path: string, body: unknown, key = WEBHOOK_KEY.value): Promise<IDataObject> {
		await this.activate();
		return await eventually(`an answer of /webhook/${path}`, async () => {
			const answer = await fetch(`${this.office.server.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [WEBHOOK_KEY.name]: key },
				body: JSON.stringify(body),
			});
			const text = await answer.text();
			// Activation goes on after n8n has answered it.
			if (answer.status === 404 && text.includes('not registered')) return undefined;
			if (answer.status === 403) return { httpStatus: 403 };
			return { httpStatus: answer.status, ...(text ? (JSON.parse(text) as IDataObject) : {}) };
		});
	}

	/** A visitor fills in its form; resolves when the form has thanked them. */
	async fillIn(formId: string, fields: readonly string[]): Promise<void> {
		await this.activate();
		await eventually(`the form ${formId}`, async () => {
			const body = new FormData();
			for (const [index, text] of fields.entries()) body.append(`field-${index}`, text);
			const answer = await fetch(`${this.office.server.url}/form/${formId}`, {
				method: 'POST',
				body,
			});
			return answer.ok || undefined;
		});
	}

	/** A question to its assistant, whose model calls these tools; gives the answer. */
	async askAssistant(trigger: string, calls: StubModel['calls']): Promise<string> {
		this.office.model.calls = calls;
		const { status, data } = await this.run(trigger);
		const { error, runData } = data.resultData;
		if (status !== 'success') throw new Error(`${status}: ${error?.message}`);
		return String(runData.Assistant?.[0].data?.main[0]?.[0].json.output);
	}

	/** As the button of its trigger does. */
	async run(trigger: string): Promise<Execution> {
		return await this.office.api.run(this.workflow.id, trigger);
	}

	/** The next mail to an address, of those that came since it was imported. */
	async mailTo(address: string, subject = ''): Promise<Mail> {
		const { mails } = this.office.mailbox;
		return await eventually(`a mail to ${address}`, () => {
			const at = mails.findIndex(
				(mail, index) =>
					index >= this.mailsSeen && mail.to.includes(address) && mail.subject.includes(subject),
			);
			if (at < 0) return undefined;
			this.mailsSeen = at + 1;
			return mails[at];
		});
	}

	/** What a node would have sent to its vendor, in the newest execution. */
	async sentBy(node: string): Promise<IDataObject[]> {
		const { api } = this.office;
		return await eventually(`items of ${node}`, async () => {
			const [newest] = await api.executions(this.workflow.id);
			if (!newest) return undefined;
			const { data } = await api.execution(newest.id);
			return data.resultData.runData[node]?.[0]?.data?.main[0]?.map(({ json }) => json);
		});
	}

	/** A server that does not answer ends in an execution that says so; afterwards the trigger goes on. */
	async pollFails(): Promise<void> {
		await this.activate();
		const { api } = this.office;
		this.sandbox.faults.next({ kind: '5xx before commit', count: 1000 });
		await eventually(
			'a failed execution that names OpenBoxes',
			async () => {
				const failed = (await api.executions(this.workflow.id)).filter(
					({ status }) => status === 'error',
				);
				// A poll that n8n starts beside one that still waits ends with words of n8n's own.
				const all = await Promise.all(failed.map(async ({ id }) => await api.execution(id)));
				const messages = all.map(({ data }) => data.resultData.error?.message ?? '');
				return messages.find((message) => message.includes('OpenBoxes'));
			},
			// The node asks again for a while before it gives up, and a busy machine takes longer.
			150,
		);
		this.sandbox.faults.clear();
		const before = this.sandbox.requests.total;
		await eventually('the next poll', () => this.sandbox.requests.total > before || undefined);
	}

	/** Requests that came to any of the servers so far. */
	private get requests(): number {
		return this.sandbox.requests.total + this.clinic.received.length;
	}

	/** Units of a product at the place. */
	stock(productCode: string): number {
		return this.units((line) => line.productCode === productCode);
	}

	stockOfLot(lotNumber: string): number {
		return this.units((line) => line.lotNumber === lotNumber);
	}

	async executions(): Promise<Array<Pick<Execution, 'id' | 'status' | 'mode'>>> {
		return await this.office.api.executions(this.workflow.id);
	}

	/** Stops it, so that the next example has its webhook and the hospital for itself. */
	async end(): Promise<void> {
		this.sandbox.faults.clear();
		this.office.erp.status = 200;
		if (this.isActive) await this.office.api.deactivate(this.workflow.id);
	}

	/** Until the first poll, which remembers what is there already, has asked all that it wants to know. */
	private async quietAfter(before: number): Promise<void> {
		let [last, since] = [before, Date.now()];
		await eventually('the end of the first poll', () => {
			const total = this.requests;
			if (total !== last) [last, since] = [total, Date.now()];
			return (total > before && Date.now() - since > 2000) || undefined;
		});
	}

	private async polls(): Promise<boolean> {
		const { nodes } = await this.office.api.readWorkflow(this.workflow.id);
		return nodes.some(({ parameters }) => parameters.pollTimes);
	}

	private units(fits: (line: ReturnType<Sandbox['state']>['stock'][number]) => boolean): number {
		return this.sandbox
			.state()
			.stock.filter((line) => line.location === LOCATION[this.place] && fits(line))
			.reduce((sum, { quantity }) => sum + quantity, 0);
	}
}
