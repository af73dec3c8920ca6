// JSON, which the standard library has none of: objects are maps, arrays lists, numbers longs or doubles. In your project take the library that is there already.
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        var json = new Json(text);
        var value = json.value();
        if (json.peek() != 0) throw json.wrong();
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        if (value instanceof Map) return (Map<String, Object>) value;
        throw new IllegalArgumentException("no object: " + value);
    }

    static String write(Object value) {
        if (value instanceof Map) {
            var members = new ArrayList<String>();
            object(value).forEach((name, member) -> members.add(write(name) + ":" + write(member)));
            return "{" + String.join(",", members) + "}";
        }
        if (!(value instanceof String)) return String.valueOf(value);
        var quoted = new StringBuilder("\"");
        for (var c : ((String) value).toCharArray()) {
            if (c < ' ' || Character.isSurrogate(c)) quoted.append(String.format("\\u%04x", (int) c));
            else if (c == '"' || c == '\\') quoted.append('\\').append(c);
            else quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private Object value() {
        switch (peek()) {
            case '{': return members();
            case '[': return items();
            case '"': return string();
            default: return word();
        }
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        at++;
        if (took('}')) return members;
        do {
            if (peek() != '"') throw wrong();
            var name = string();
            if (!took(':')) throw wrong();
            members.put(name, value());
        } while (took(','));
        if (!took('}')) throw wrong();
        return members;
    }

    private List<Object> items() {
        var items = new ArrayList<Object>();
        at++;
        if (took(']')) return items;
        do items.add(value()); while (took(','));
        if (!took(']')) throw wrong();
        return items;
    }

    private String string() {
        var read = new StringBuilder();
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '"') {
                at++;
                return read.toString();
            }
            read.append(c == '\\' ? escaped() : c);
        }
        throw wrong();
    }

    private char escaped() {
        var c = ++at < text.length() ? text.charAt(at) : ' ';
        if (c == 'u' && at + 4 < text.length()) return (char) Integer.parseInt(text.substring(at + 1, (at += 4) + 1), 16);
        var which = "\"\\/bfnrt".indexOf(c);
        if (which < 0) throw wrong();
        return "\"\\/\b\f\n\r\t".charAt(which);
    }

    private Object word() {
        var start = at;
        while (at < text.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(at)) >= 0) at++;
        var word = text.substring(start, at);
        if (word.equals("null")) return null;
        if (word.equals("true") || word.equals("false")) return word.equals("true");
        if (word.matches("-?(0|[1-9]\\d{0,17})")) return Long.valueOf(word);
        if (word.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) return Double.valueOf(word);
        throw wrong();
    }

    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean took(char c) {
        if (peek() != c) return false;
        at++;
        return true;
    }

    private RuntimeException wrong() {
        return new IllegalArgumentException("no JSON at character " + at);
    }
}
