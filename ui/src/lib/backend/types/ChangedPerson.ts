// by hand

export type ChangedPerson = { person: string, nameAr: string, nameEn: string, roles: Array<string>, };
