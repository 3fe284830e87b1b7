import { parseSync } from 'vite';

export interface ImportFact {
  readonly specifier: string;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** The imported values by the names the other side gives them; `*` for all of them. */
  readonly names: readonly string[];
}

/** What an architecture rule needs to know about a source file. */
export interface SourceFacts {
  readonly imports: readonly ImportFact[];
  /** Names of called functions and methods: `step` for both `step()` and `machine.step()`. */
  readonly calls: ReadonlySet<string>;
  /** Dotted names that are read, such as `Math.random`, and names after `new`. */
  readonly mentions: ReadonlySet<string>;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Reads the syntax tree, so that comments, strings and formatting cannot mislead. */
export function sourceFacts(file: string, text: string): SourceFacts {
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);

  const facts = {
    imports: [] as ImportFact[],
    calls: new Set<string>(),
    mentions: new Set<string>(),
  };
  visit(program, (node) => {
    const found = importOf(node);
    if (found !== undefined) facts.imports.push(found);
    if (node.type === 'CallExpression') facts.calls.add(lastName(node.callee));
    if (node.type === 'NewExpression') facts.mentions.add(lastName(node.callee));
    if (node.type === 'MemberExpression') facts.mentions.add(dottedName(node));
  });
  return facts;
}

function importOf(node: Node): ImportFact | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      return named(node);
    case 'ExportAllDeclaration':
      return fact(node.source, node.exportKind === 'type');
    case 'ImportExpression':
      return fact(node.source, false);
    case 'TSImportType':
      return fact(node.source, true);
    case 'NewExpression':
      // `new URL('./worker.ts', import.meta.url)`: the bundler makes an import of it.
      return lastName(node.callee) === 'URL' ? relativeUrl(node) : undefined;
    default:
      return undefined;
  }
}

/** `import ... from` and `export { ... } from`. */
function named(node: Node): ImportFact | undefined {
  const specifiers = (node.specifiers ?? []) as Node[];
  const isType = (it: Node) => it.importKind === 'type' || it.exportKind === 'type';
  const values = specifiers.filter((specifier) => !isType(specifier));
  const typeOnly = isType(node) || (specifiers.length > 0 && values.length === 0);
  const names = values.map((it) => lastName(it.imported ?? it.local));
  const whole = values.some((it) => /Default|Namespace/.test(it.type));
  return fact(node.source, typeOnly, whole ? ['*'] : names);
}

function relativeUrl(node: Node): ImportFact | undefined {
  const [first] = node.arguments as Node[];
  const text = first?.value;
  return typeof text === 'string' && text.startsWith('.') ? fact(first, false) : undefined;
}

function fact(source: unknown, typeOnly: boolean, names = ['*']): ImportFact | undefined {
  const specifier = (source as Node | null)?.value;
  return typeof specifier === 'string' ? { specifier, typeOnly, names } : undefined;
}

function lastName(node: unknown): string {
  const { type, name, property, value } = node as Node;
  if (type === 'MemberExpression') return lastName(property);
  return String(name ?? value ?? '');
}

function dottedName(node: Node): string {
  return `${lastName(node.object)}.${lastName(node.property)}`;
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, look);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value) look(value as Node);
    for (const child of Object.values(value)) visit(child, look);
  }
}
