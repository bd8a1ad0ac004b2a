// by hand

export type ListsFile = { name: string, confirmed: boolean, rows: number, };
