// by hand

export type ListUses = { calls: number | null, atLeast: boolean, };
