// JSON, which the standard library has none of: objects are maps, arrays lists, numbers longs or doubles. In your project take the library that is there already.

fun write(value: Any?): String = when (value) {
    is Map<*, *> -> value.entries.joinToString(",", "{", "}") { write(it.key) + ":" + write(it.value) }
    is String -> value.map { if (it < ' ' || it.isSurrogate()) "\\u%04x".format(it - '\u0000') else if (it == '"' || it == '\\') "\\$it" else "$it" }
        .joinToString("", "\"", "\"")
    else -> value.toString()
}

class Json(private val text: String) {
    private var at = 0

    fun read(): Any? = value().also { require(peek() == null) { "no JSON at character $at" } }

    private fun value(): Any? = when (peek()) {
        '{' -> members()
        '[' -> items()
        '"' -> string()
        else -> word()
    }

    private fun members(): Map<String, Any?> {
        val members = linkedMapOf<String, Any?>()
        at++
        if (took('}')) return members
        do {
            require(peek() == '"') { "no name at character $at" }
            val name = string()
            expect(':')
            members[name] = value()
        } while (took(','))
        expect('}')
        return members
    }

    private fun items(): List<Any?> {
        val items = mutableListOf<Any?>()
        at++
        if (took(']')) return items
        do items += value() while (took(','))
        expect(']')
        return items
    }

    private fun string(): String {
        val read = StringBuilder()
        at++
        while (true) {
            val c = text.getOrNull(at++)
            if (c == '"') return read.toString()
            read.append(if (c == '\\') escaped() else requireNotNull(c) { "the string has no end" })
        }
    }

    private fun escaped(): Char {
        val c = text.getOrNull(at++) ?: ' '
        if (c == 'u') {
            at += 4
            require(at <= text.length) { "half an escape" }
            return Integer.parseInt(text.substring(at - 4, at), 16).let { Character.toChars(it)[0] }
        }
        val which = "\"\\/bfnrt".indexOf(c)
        require(which >= 0) { "no escape at character $at" }
        return "\"\\/\b\u000c\n\r\t"[which]
    }

    private fun word(): Any? {
        val word = text.drop(at).takeWhile { it in "+-.0123456789abcdefghijklmnopqrstuvwxyzE" }
        at += word.length
        return when (word) {
            "null" -> null
            "true", "false" -> word == "true"
            else -> word.toLongOrNull() ?: requireNotNull(word.toDoubleOrNull()) { "no JSON at character $at" }
        }
    }

    private fun peek(): Char? {
        while (at < text.length && text[at] in " \t\r\n") at++
        return text.getOrNull(at)
    }

    private fun took(c: Char): Boolean = (peek() == c).also { if (it) at++ }

    private fun expect(c: Char) = require(took(c)) { "no '$c' at character $at" }
}
