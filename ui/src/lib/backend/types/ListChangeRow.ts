// by hand

export type ListChangeRow = { list: string, key: string, ar: string, en: string, gone: boolean, retired: boolean, };
