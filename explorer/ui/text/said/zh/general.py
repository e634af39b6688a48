"""简体中文: what is wrong with a setting, said by many."""

SENTENCES: dict[str, str] = {
    "{name} must be a whole number.": "{name}必须是整数。",
    "{name} must be a whole number, not {value}.": "{name}必须是整数，而不是 {value}。",
    "{name} must be a whole number of at least {least}.": "{name}必须是不小于 {least} 的整数。",
    "{name} must be a whole number of at least {least}, not {value}.": (
        "{name}必须是不小于 {least} 的整数，而不是 {value}。"
    ),
    "{name} must be a whole number from {least} to {most}.": (
        "{name}必须是 {least} 到 {most} 的整数。"
    ),
    "{name} must be a whole number from {least} to {most}, not {value}.": (
        "{name}必须是 {least} 到 {most} 的整数，而不是 {value}。"
    ),
    "{name} must be a number from {least} to {most}.": "{name}必须是 {least} 到 {most} 的数。",
    "{name} must be a number from {least} to {most}, not {value}.": (
        "{name}必须是 {least} 到 {most} 的数，而不是 {value}。"
    ),
    "{name} must be a number between {least} and {most}.": (
        "{name}必须是 {least} 到 {most} 之间的数。"
    ),
    "{name} must be a number between {least} and {most}, not {value}.": (
        "{name}必须是 {least} 到 {most} 之间的数，而不是 {value}。"
    ),
    "{name} must be a number above 0.": "{name}必须是大于 0 的数。",
    "{name} must be at least {least}, not {value}.": "{name}至少为 {least}，而不是 {value}。",
    "{name} must be at most {most}.": "{name}最多为 {most}。",
    "{name} must be at most {most}, not {value}.": "{name}最多为 {most}，而不是 {value}。",
    "{name} must be from {least} to {most}, not {value}.": (
        "{name}必须在 {least} 到 {most} 之间，而不是 {value}。"
    ),
    "{name} must be one of {choices}.": "{name}必须是下列之一：{choices}。",
    "{name} must be one of {least} to {most}.": "{name}必须是 {least} 到 {most} 之一。",
    "{name} must be one of {choices}, not {value}.": (
        "{name}必须是下列之一：{choices}；而不是 {value}。"
    ),
    "{name} must be True or False, not {value}.": "{name}必须是 True 或 False，而不是 {value}。",
    "{name} must be a text of at most {most} characters.": (
        "{name}必须是不超过 {most} 个字符的文本。"
    ),
    "{name} must be a list of numbers, not {value}.": "{name}必须是一列数，而不是 {value}。",
    "{name} must be a number.": "{name}必须是数。",
}
