// by hand

export type ListFieldKind = "arabic" | "english" | "line" | "words" | "one_of" | "some_of" | "code_of" | "codes_of" | "yes_no" | "number" | "time" | "day" | "weekdays" | "span" | "options";
