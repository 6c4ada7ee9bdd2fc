import axios, { type AxiosResponse } from 'axios';

export interface Access {
	/** With the context path, e.g. `https://stock.example.org/openboxes`. */
	url: string;
	user: string;
	password: string;
	location: string;
}

/** A plain client of any OpenBoxes: no redirects, every status is an answer. */
export class ServerClient {
	private cookie = '';

	private constructor(readonly access: Access) {}

	/** One that is not logged in. */
	static stranger(access: Access): ServerClient {
		return new ServerClient(access);
	}

	static async logIn(access: Access): Promise<ServerClient> {
		const client = new ServerClient(access);
		const answer = await client.login(access.password);
		client.cookie = sessionOf(answer);
		if (answer.status !== 200 || client.cookie === '')
			throw new Error(`${access.url} did not let ${access.user} in (status ${answer.status})`);
		return client;
	}

	async login(password: string): Promise<AxiosResponse> {
		const { user, location } = this.access;
		return await this.send('POST', '/api/login', { username: user, password, location });
	}

	async get(path: string): Promise<AxiosResponse> {
		return await this.send('GET', path);
	}

	async send(method: string, path: string, data?: unknown): Promise<AxiosResponse> {
		return await axios.request({
			method,
			url: this.access.url.replace(/\/+$/, '') + path,
			data,
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/json',
				...(this.cookie && { Cookie: this.cookie }),
			},
			maxRedirects: 0,
			timeout: 60_000,
			validateStatus: () => true,
			// A proxy of the environment is none of the hospital's business.
			proxy: false,
		});
	}
}

export function sessionOf({ headers }: AxiosResponse): string {
	const cookies = headers['set-cookie'] ?? [];
	return cookies.find((line) => line.startsWith('JSESSIONID='))?.split(';')[0] ?? '';
}
