/** How the marketplace is doing: `away` asks to leave it alone for a while; `untold`: nobody asked it. */
export type CallEnd = 'fine' | 'away' | 'untold';
