type Answer = { data: { id: string } & Record<string, unknown> };

/** The body of an answer that must be no refusal. */
export async function must(sent: Promise<{ status: number; data: unknown }>): Promise<Answer> {
	const { status, data } = await sent;
	if (status >= 300) throw new Error(`Refused with ${status}: ${JSON.stringify(data)}`);
	return data as Answer;
}
