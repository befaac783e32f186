export interface Branch {
  readonly text: string;
  readonly children?: readonly Branch[];
}

/** Lines of a tree, its root unindented. */
export function drawTree({ text, children = [] }: Branch): string[] {
  const last = children.length - 1;
  return [text, ...children.flatMap((child, index) => drawChild(child, index === last))];
}

function drawChild(child: Branch, isLast: boolean): string[] {
  const [first = '', ...rest] = drawTree(child);
  return [
    `${isLast ? '└─' : '├─'} ${first}`,
    ...rest.map((line) => `${isLast ? '  ' : '│ '} ${line}`),
  ];
}
