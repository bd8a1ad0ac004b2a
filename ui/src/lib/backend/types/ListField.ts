// by hand
import type { ListFieldKind } from "./ListFieldKind";

export type ListField = { name: string, kind: ListFieldKind, of: Array<string>, needed: boolean, };
