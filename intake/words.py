"""The readers' findings in Chinese. Findings about fields are told in a person's language from the start."""

import re
from dataclasses import replace

from engine.values import Finding
from orders import Language

# A sentence of a reader, and the same in Chinese; `{…}` is whatever stands there.
SENTENCES = {
    "cannot read this as JSON: {problem}": "无法按 JSON 读取：{problem}",
    "cannot read this as YAML: {problem}": "无法按 YAML 读取：{problem}",
    "the text ends before it is complete": "内容没有写完就结束了",
    "the file was cut off: send it again, or close the {what} that opens in line {line}": (
        "文件不完整：请重新发送，或补上第 {line} 行的 {what} 的另一半"
    ),
    "a , or a closing bracket is missing here": "这里缺少 , 或右括号",
    "look at the place in front of this one: a , or a bracket is missing, or one too many": (
        "看前一个位置：缺少或多了 , 或括号"
    ),
    "a : is missing behind a name": "字段名后面缺少 :",
    'write "name": value': '写成 "字段名": 值',
    "a name is missing here": "这里缺少字段名",
    "names and texts stand in double quotes, and behind the last entry stands no ,": (
        "字段名和文本用双引号，最后一项后面不写 ,"
    ),
    "a value is missing, or cannot start with this": "缺少值，或值不能这样开头",
    "a , stands behind the last entry": "最后一项后面多了 ,",
    "remove it": "删除它",
    "a text has no closing quote": "文本缺少右引号",
    "close the quote that starts here": "补上从这里开始的引号的另一半",
    "a text holds a line break or a control character": "文本中有换行或控制字符",
    "write \\\\ for a backslash, \\n for a line break": "反斜杠写成 \\\\，换行写成 \\n",
    "a \\ in a text escapes nothing": "文本中的 \\ 没有转义任何字符",
    "more follows behind the end": "结束之后还有内容",
    "write one object or list, or one object a line": "写一个对象或列表，或每行一个对象",
    "a \\u escape stands for no character": "\\u 转义不代表任何字符",
    "write the character itself": "直接写该字符",
    "a control character ({code}) stands in the text": "文本中有控制字符（{code}）",
    "a second ': ' in one value": "一个值里出现了第二个“: ”",
    "a value cannot start with this character": "值不能以这个字符开头",
    "a [ is not closed, or what is in it needs quotes": "[ 没有闭合，或其中内容需要引号",
    "a { is not closed, or what is in it needs quotes": "{ 没有闭合，或其中内容需要引号",
    "this line does not fit into the mapping around it": "这一行与所在的字段层次不符",
    "this line does not fit into the list around it": "这一行与所在的列表层次不符",
    "a quote is not closed": "引号没有闭合",
    "a ':' is missing behind a key, or the indentation is wrong": "字段名后缺少“:”，或缩进不对",
    "a tab is used for indentation": "缩进使用了制表符",
    "indent with spaces, not with tabs": "用空格缩进，不要用制表符",
    "check the indentation; {more}": "检查缩进；{more}",
    "check the indentation of this line": "检查这一行的缩进",
    "write 'key: value', or indent the line under the value it continues": (
        "写成“字段名: 值”，或把这一行缩进到它所续的值之下"
    ),
    "put the whole value in quotes: text with any of [ ] { } , # : or a leading @ ` % & * needs them": (
        "给整个值加引号：含有 [ ] { } , # : 或以 @ ` % & * 开头的文本需要引号"
    ),
    "this file is {kind}, not text": "这个文件是{kind}，不是文本",
    "a spreadsheet or an archive": "电子表格或压缩包",
    "an old spreadsheet or document": "旧格式的表格或文档",
    "a PDF": "PDF",
    "compressed": "压缩文件",
    "a picture": "图片",
    "export it as UTF-8 text": "导出为 UTF-8 文本",
    "this file is UTF-16 text, not UTF-8": "这个文件是 UTF-16 文本，不是 UTF-8",
    "this file is not UTF-8 text": "这个文件不是 UTF-8 文本",
    "this file is not UTF-8 text; it may be GBK (GB 18030)": (
        "这个文件不是 UTF-8 文本；可能是 GBK（GB 18030）"
    ),
    "save it as UTF-8": "另存为 UTF-8",
    "the file has {size} bytes, at most {limit} are read": "文件有 {size} 字节，最多读取 {limit} 字节",
    "split it into several files": "拆分成几个文件",
    "nested more than {depth} deep": "嵌套超过 {depth} 层",
    "flatten it": "减少层次",
    "the document has more than {limit} values": "内容超过 {limit} 个值",
    "split it; repeat fewer aliases": "拆分文件；少用重复的别名",
    "{number} is not a number that can be computed with": "{number} 不是能计算的数字",
    "a number may have {limit} digits, this has more: {number}": "数字最多 {limit} 位，这里更多：{number}",
    "the exponent of {number} is beyond {limit}": "{number} 的指数超过 {limit}",
    "write fewer digits, or put it in quotes if it is text": "减少位数；如果是文本，请加引号",
    "write a number such as 12 or 19.90, or put it in quotes if it is text": (
        "写成 12 或 19.90 这样的数字；如果是文本，请加引号"
    ),
    "the key {key} was given in line {line} already": "字段 {key} 在第 {line} 行已经写过",
    "keep one of the two": "保留其中一个",
    "{key} has no value; a comma inside {{ }} starts a new entry": "{key} 没有值；{{ }} 中的逗号表示新的一项",
    "put the whole value before it in quotes": "给它前面的整个值加引号",
    "a mapping or list cannot be a key": "字段组或列表不能作字段名",
    "use plain text as a key; {more}": "字段名要用普通文本；{more}",
    "merge keys (<<) are not read": "不读取合并键（<<）",
    "write the fields out": "把字段直接写出来",
    "nothing before this is marked &{name}": "前面没有标记 &{name}",
    "the tag {tag} is not read": "不读取标签 {tag}",
    "leave the tag out; put a text that starts with ! in quotes": "去掉标签；以 ! 开头的文本要加引号",
    "the file holds no order": "文件中没有订单",
    "write channel, external_number, customer, currency and lines, as YAML or JSON": (
        "用 YAML 或 JSON 写 channel、external_number、customer、currency 和 lines"
    ),
    "this is no order but a text": "这不是订单，而是一段文本",
    "orders is not a list": "orders 不是列表",
    "write a list: orders: [ … ]": "写成列表：orders: [ … ]",
    "{name} is not read beside orders": "orders 旁边的 {name} 不会被读取",
    "an order stands under `order`": "订单写在了 `order` 之下",
    "write its fields without `order`, or a list: orders: [ … ]": (
        "去掉 `order` 直接写字段，或写成列表：orders: [ … ]"
    ),
}  # fmt: skip
_SLOT = re.compile(r"\\\{(\w+)\\\}")


def in_language(finding: Finding, language: Language) -> Finding:
    """A reader's finding in a language; others are as they were told."""
    if language == "en":
        return finding
    return replace(finding, message=_chinese(finding.message), cure=_chinese(finding.cure))


def _chinese(text: str) -> str:
    if text in SENTENCES:
        return SENTENCES[text].replace("{{", "{").replace("}}", "}")
    for pattern, chinese in _PATTERNS:
        if match := pattern.fullmatch(text):
            return chinese.format_map({name: _chinese(value) for name, value in match.groupdict().items()})
    return text


def _pattern(english: str) -> re.Pattern[str]:
    plain = english.replace("{{", "\0").replace("}}", "\1")
    escaped = _SLOT.sub(r"(?P<\1>.+)", re.escape(plain))
    return re.compile(escaped.replace(re.escape("\0"), r"\{").replace(re.escape("\1"), r"\}"), re.DOTALL)


_PATTERNS = [(_pattern(en), zh) for en, zh in SENTENCES.items() if re.search(r"\{\w", en)]
