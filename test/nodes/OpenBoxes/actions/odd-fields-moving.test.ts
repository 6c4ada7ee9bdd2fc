import { tryFields } from './odd-fields';
import { isMoving } from './odd-texts';

describe('a text that looks like another one, or cannot be stored, of orders and movements', () => {
	tryFields(isMoving);
});
