// by hand

export type ListValue = { name: string, values: Array<string>, };
