import { testEveryCase } from './every-write';
import { WRITES } from './operations';

testEveryCase(WRITES.source);
