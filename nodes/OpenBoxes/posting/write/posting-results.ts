import { OpenBoxesError } from '../../transport/openboxes-error';
import type { PostingRequest, PostingResult } from './posting-request';

/** What became of each request of a run so far; a request without a result is still open. */
export class PostingResults {
	private readonly results = new Map<PostingRequest, PostingResult>();

	private readonly repeats = new Map<PostingRequest, PostingRequest>();

	constructor(private readonly stopOnError: boolean) {}

	/** Without "continue on fail" one bad request keeps all others from being written. */
	get mustStop(): boolean {
		if (!this.stopOnError) return false;
		return [...this.results.values()].some((result) => result.status === 'failed');
	}

	isOpen(request: PostingRequest): boolean {
		return !this.results.has(request);
	}

	set(result: PostingResult): void {
		this.results.set(result.request, result);
	}

	fail(request: PostingRequest, message: string, description?: string): void {
		this.failWith(
			request,
			new OpenBoxesError(`"${request.reference}" was not posted: ${message}`, { description }),
		);
	}

	failWith(request: PostingRequest, error: OpenBoxesError): void {
		this.set({ request, status: 'failed', error });
	}

	/** Notes that a request asks for the same as an earlier one of the run. */
	repeat(request: PostingRequest, original: PostingRequest): void {
		this.repeats.set(request, original);
	}

	/** Results in the order of the requests; repeats are answered by what became of the first one. */
	inOrder(requests: readonly PostingRequest[]): PostingResult[] {
		for (const [request, original] of this.repeats) {
			const result = this.results.get(original);
			if (!result) continue;
			if (result.status === 'failed') this.failWith(request, result.error);
			else {
				const status = result.status === 'posted' ? 'alreadyPosted' : result.status;
				this.set({ ...result, request, status });
			}
		}
		return requests.flatMap((request) => this.results.get(request) ?? []);
	}
}
