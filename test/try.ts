import './engine/environment';
import { FileCredentialStore } from './engine/credential-store';
import { EngineProcess } from './engine/engine-process';
async function main(){
 new FileCredentialStore('/tmp/store.json', {id:'1',name:'x',type:'counterApi',data:{}});
 console.log('start');
 const p = await EngineProcess.start({storeFile:'/tmp/store.json'});
 console.log('ready');
 console.log(await p.runNode({type:'openBoxes',parameters:{}}));
 await p.close(); console.log('closed');
}
void main();
