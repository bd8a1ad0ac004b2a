// by hand

export type ListChangeState = "in_use" | "coming" | "gave_way" | "withdrawn" | "elsewhere";
