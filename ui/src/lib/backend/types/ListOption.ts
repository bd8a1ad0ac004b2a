// by hand

export type ListOption = { code: string, ar: string, en: string, active: boolean, };
