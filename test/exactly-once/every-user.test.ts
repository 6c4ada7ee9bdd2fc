import { CHANGES } from './changes';
import { testEveryCase } from './every-write';

testEveryCase(CHANGES.user);
