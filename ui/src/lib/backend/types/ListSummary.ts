// by hand

export type ListSummary = { list: string, part: string, rows: number, changed: number, coming: number, labelsOnly: boolean, };
