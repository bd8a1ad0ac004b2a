// by hand
import type { ListOption } from "./ListOption";
import type { ListValue } from "./ListValue";

export type ListRowEdit = { list: string, key: string, code: string, active: boolean, gone: boolean, values: Array<ListValue>, options: Array<ListOption>, };
