import { problemOf } from './problem';
import { search } from './search';
import { createDice, executed } from './histories.testkit';
const T = { operations: 1000, clients: 30, keys: 10, pending: 5, values: null };
for (const [name, shape] of [['d',T],['few',{...T,values:['a','b','c']}],['p30',{...T,pending:30}],['c100',{...T,clients:100}],['c100p30',{...T,clients:100,pending:30}],['c5',{...T,clients:5}]] as const)
for (let seed=1; seed<=5; seed++) {
  const h = executed(createDice(seed), shape);
  const s: string[] = [];
  const start = performance.now();
  for (let k=1;k<=10;k++) {
    const part = h.map((operation,index)=>({operation,index})).filter(x=>x.operation.key===`k${k}`);
    let n=0;
    const o = search(problemOf(part), {steps: 300000, bytes: 1e9, isOutOfTime(){ n++; return false}});
    s.push(`${n*256}${o.kind==='placed'?'':'!'}`);
  }
  console.log(name, seed, Math.round(performance.now()-start), s.join(' '));
}
