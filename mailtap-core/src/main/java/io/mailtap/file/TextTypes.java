package io.mailtap.file;

import io.mailtap.bytes.Ascii;
import io.mailtap.bytes.ByteSlice;
import java.util.Map;

/// Types of text: markup, JSON, scripts, calendars, and text that is nothing else.
final class TextTypes {
    /// Octets that must be printable for a file to be text.
    private static final int PLAIN_OCTETS = 10;

    private static final String[] UNIFIED_DIFF = {"--- ", "\n", "+++ ", "\n", "@@"};
    private static final String[] BYTE_ORDER_MARKS = {
        "\u00ef\u00bb\u00bf", "\0\0\u00fe\u00ff", "\u00ff\u00fe\0\0", "\u00fe\u00ff", "\u00ff\u00fe"
    };

    private static final Map<String, String> INTERPRETERS =
            Map.ofEntries(
                    Map.entry("perl", "text/x-perl"),
                    Map.entry("ruby", "text/x-ruby"),
                    Map.entry("python", "text/x-python"),
                    Map.entry("awk", "text/x-awk"),
                    Map.entry("gawk", "text/x-awk"),
                    Map.entry("php", "text/x-php"),
                    Map.entry("lua", "text/x-lua"),
                    Map.entry("tclsh", "text/x-tcl"),
                    Map.entry("node", "application/javascript"),
                    Map.entry("pwsh", "text/x-powershell"));

    private final ByteSlice head;
    private final Sniffer sniffer;
    private int at;

    private TextTypes(ByteSlice head, Sniffer sniffer) {
        this.head = head;
        this.sniffer = sniffer;
    }

    static void offer(ByteSlice head, Sniffer sniffer) {
        TextTypes types = new TextTypes(head, sniffer);
        types.plain();
        types.unifiedDiff();
        types.script();
        types.markup();
        new JsonText(head).offer(sniffer);
        types.wordAtStart();
    }

    private void plain() {
        int from = byteOrderMark();
        if (head.length() < from + PLAIN_OCTETS) {
            return;
        }
        for (int i = from; i < from + PLAIN_OCTETS; i++) {
            int octet = head.u8(i);
            boolean printable = octet >= 0x20 && octet < 0x7f || octet >= 9 && octet <= 13;
            if (!printable) {
                return;
            }
        }
        sniffer.offer("text/plain", -20);
    }

    private void unifiedDiff() {
        if (head.indexOf((byte) '+', 0) < 0) {
            return; // as in most texts, which have dashes and line ends
        }
        at = 0;
        for (String part : UNIFIED_DIFF) {
            if (!skipPast(part)) {
                return;
            }
        }
        sniffer.offer("text/x-diff", 55);
    }

    private int byteOrderMark() {
        for (String mark : BYTE_ORDER_MARKS) {
            if (head.startsWith(mark)) {
                return mark.length();
            }
        }
        return 0;
    }

    // ---- scripts

    private void script() {
        if (!head.startsWith("#!")) {
            return;
        }
        int end = head.indexOfLineEnd(0);
        String line = head.slice(2, Math.min(end < 0 ? head.length() : end, 80)).toString();
        int bin = line.lastIndexOf("bin/");
        if (bin < 0) {
            return;
        }
        String[] words = line.substring(bin + 4).strip().split("\\s+");
        String program = words[0].equals("env") && words.length > 1 ? words[1] : words[0];
        if (program.endsWith("sh") && !INTERPRETERS.containsKey(program)) {
            sniffer.offer("text/x-shellscript", 250);
            return;
        }
        String type = INTERPRETERS.get(program.replaceAll("[0-9.]+$", ""));
        if (type != null) {
            sniffer.offer(type, 60);
        }
    }

    // ---- markup

    private void markup() {
        at = head.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        skipBlanksAndComments();
        boolean xml = isNext("<?xml ");
        if (xml) {
            sniffer.offer("application/xml", 10);
            skipPast("?>");
            skipBlanksAndComments();
        }
        if (isNext("<!doctype")) {
            at += "<!doctype".length();
            skipBlanks();
            if (isNext("html")) {
                sniffer.offer("text/html", 100);
                return;
            }
            if (isNext("svg")) {
                sniffer.offer("image/svg+xml", 100);
                return;
            }
            skipPast(">");
            skipBlanksAndComments();
        }
        element();
    }

    private void element() {
        if (isNext("<html")) {
            sniffer.offer("text/html", 100);
        } else if (isNext("<meta")) {
            at += "<meta".length();
            skipBlanks();
            if (isNext("http-equiv")) {
                sniffer.offer("text/html", 100);
            }
        } else if (isNext("<head") || isNext("<title") || isNext("<body")) {
            sniffer.offer("text/html", 20);
        } else if (isNext("<svg")) {
            sniffer.offer("image/svg+xml", 100);
        } else if (isNext("<rss")) {
            sniffer.offer("text/rss", 90);
        } else if (isNext("<hta:") || isNext("<script")) {
            sniffer.offer("text/html", 20);
        }
    }

    private void skipBlanks() {
        while (at < head.length() && Ascii.isSpace(head.at(at))) {
            at++;
        }
    }

    private void skipBlanksAndComments() {
        skipBlanks();
        while (isNext("<!--")) {
            skipPast("-->");
            skipBlanks();
        }
    }

    private boolean isNext(String text) {
        return at <= head.length() && head.startsWithIgnoreCase(at, text);
    }

    /// Steps behind the next `text`, or to the end. Answers whether it was found.
    private boolean skipPast(String text) {
        byte first = (byte) text.charAt(0);
        while (at < head.length()) {
            int found = head.indexOf(first, at);
            at = found < 0 ? head.length() : found;
            if (isNext(text)) {
                at += text.length();
                return true;
            }
            at++;
        }
        return false;
    }

    // ---- words

    private void wordAtStart() {
        at = head.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        skipBlanks();
        if (isNext("BEGIN:VCALENDAR")) {
            sniffer.offer("text/calendar", 50);
        } else if (isNext("BEGIN:VCARD")) {
            sniffer.offer("text/x-vcard", 50);
        } else if (isNext("@echo off")) {
            sniffer.offer("text/x-msdos-batch", 120);
        } else if (isNext("<?php")) {
            sniffer.offer("text/x-php", 60);
        }
    }
}
