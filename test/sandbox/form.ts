import { isObject, type Body } from './binding/binder';
import type { Call } from './router';

/**
 * Parameters of a page, from the address and a form body; dotted names nest
 * (orders-and-receiving.md#web-routes).
 */
export function formOf(call: Call): Body {
	const form: Body = {};
	const isForm = (call.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded');
	const sent = isForm ? [...new URLSearchParams(call.rawBody)] : [];
	for (const [name, value] of [...call.query, ...sent]) place(form, name.split('.'), value);
	return form;
}

function place(form: Body, [name, ...rest]: string[], value: string): void {
	if (rest.length === 0) {
		// `order=` beside `order.id=` does not hide it.
		if (!isObject(form[name])) form[name] = value;
		return;
	}
	const inner = isObject(form[name]) ? form[name] : {};
	form[name] = inner;
	place(inner, rest, value);
}

/** The id of a reference in a form, `origin.id` or `origin`; undefined when it was not sent. */
export function idIn(form: Body, name: string): string | undefined {
	const value = form[name];
	const id = isObject(value) ? value.id : value;
	return typeof id === 'string' ? id : undefined;
}
