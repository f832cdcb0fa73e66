package io.mailtap.conformance;

/// An event in a form that ours and Zeek's can be compared in: its name, and its arguments as one
/// text.
///
/// @param name Zeek's name
/// @param arguments `name=value` pairs in the order of the event's parameters; octets outside 0x20
///   to 0x7e as `\xNN`, backslashes doubled
record Observation(String name, String arguments) {
    /// {@return the value of an argument, empty if there is none}
    String argument(String key) {
        int from = (" " + arguments).indexOf(" " + key + "=\"");
        if (from < 0) {
            return "";
        }
        int start = from + key.length() + 2;
        int end = start;
        while (arguments.charAt(end) != '"') {
            end += arguments.charAt(end) == '\\' ? 2 : 1;
        }
        return arguments.substring(start, end);
    }

    @Override
    public String toString() {
        return name + " " + arguments;
    }
}
