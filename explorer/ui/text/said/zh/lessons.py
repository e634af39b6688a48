"""简体中文: sentences of explorer.lessons, and of the lessons' panel."""

SENTENCES: dict[str, str] = {
    "In {place}: {error}": "{place}：{error}",
    "In {lesson}, step {number}: {error}": "{lesson} 第 {number} 步：{error}",
    "In {lesson}, step {number}, {part}: {error}": "{lesson} 第 {number} 步 {part}：{error}",
    "In {name}: a lesson may have at most {most} bytes.": "{name}：课程最多 {most} 字节。",
    "In {name}: this is no TOML file: {error}.": "{name}：这不是 TOML 文件：{error}。",
    "id must be 1 to 32 small letters, digits and hyphens.": (
        "id 必须是 1 到 32 个小写字母、数字或连字符。"
    ),
    "each of the choices must have a value of its own.": "每个选项的 value 必须各不相同。",
    "answer = {answer} must be the value of one of the choices.": (
        "answer = {answer} 必须是某个选项的 value。"
    ),
    "{number} cannot be a mistake: it counts as right.": "{number} 不能算错误：它会被判为正确。",
    "click must be one of {known}, not {click}.": "click 必须是 {known} 之一，而不是 {click}。",
    "a cell can be clicked only where the stage is of “stamp?”.": (
        "只有舞台以“stamp?”开头时，才能点格子。"
    ),
    "{key} must be a cell, [row, column], or a list of cells.": (
        "{key} 必须是一个格子 [行, 列]，或格子的列表。"
    ),
    "{key} must have 1 to {most} cells, not {found}.": (
        "{key} 必须有 1 到 {most} 个格子，而不是 {found} 个。"
    ),
    "The stage's {grid} has no cell {cell}.": "舞台的{grid}里没有格子 {cell}。",
    "action must be one of {known}, not {action}.": "action 必须是 {known} 之一，而不是 {action}。",
    "{key} must be a link with settings that begins with one of {rooms}.": (
        "{key} 必须是带设置的链接，并以 {rooms} 之一开头。"
    ),
    "there is no key {key} here.": "这里没有 {key} 这个键。",
    "{key} must be a text.": "{key} 必须是文本。",
    "{key} may have at most {most} characters.": "{key} 最多 {most} 个字符。",
    "{key} must be from {least} to {most}, not {found}.": (
        "{key} 必须在 {least} 到 {most} 之间，而不是 {found}。"
    ),
    "{key} must be a number, a short text, true or false.": (
        "{key} 必须是数、短文本、true 或 false。"
    ),
    "{key} must be a table, as in [{example}].": "{key} 必须是一个表，如 [{example}]。",
    "{key} must be a list of tables, as in [[{example}]].": (
        "{key} 必须是表的列表，如 [[{example}]]。"
    ),
    "there must be {least} to {most} {key}, not {found}.": (
        "{key} 必须有 {least} 到 {most} 个，而不是 {found} 个。"
    ),
    "{key} is missing.": "缺少 {key}。",
    "The lesson makes a link of {length} characters, more than {most}: share its file instead.": (
        "这个课程的链接会有 {length} 个字符，超过 {most}：请改为分享文件。"
    ),
    "The lesson in the link is too long.": "链接里的课程太长。",
    "The lesson in the link is too long, or was cut off.": "链接里的课程太长，或被截断了。",
    "The lesson in the link cannot be read: copy the whole link.": (
        "链接里的课程无法读取：请复制完整的链接。"
    ),
    "There is no room {room}: a link begins with {known}.": (
        "没有 {room} 这个房间：链接以 {known} 开头。"
    ),
    "The link “{link}” cannot be shown: {error}": "链接“{link}”无法显示：{error}",
    "There is no check {name}; there are {known}.": "没有 {name} 这种核对；现有：{known}。",
    "The check {name} is about another room than the link.": (
        "核对 {name} 说的不是链接所在的房间。"
    ),
    "The check {name} cannot be computed: {error}.": "核对 {name} 无法计算：{error}。",
    "The answer is given as {answer}, but it is {found}.": (
        "答案写作 {answer}，但算出来是 {found}。"
    ),
    "A lesson is the text of a TOML file.": "课程是一个 TOML 文件的文本。",
    "There is no lesson {name}; there are {known}.": "没有 {name} 这门课程；现有：{known}。",
}
