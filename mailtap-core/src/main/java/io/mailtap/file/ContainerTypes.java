package io.mailtap.file;

import io.mailtap.bytes.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Types that are told by what lies in a container: ZIP, Microsoft's compound files, Matroska, and
/// the two that begin like Java classes.
final class ContainerTypes {
    private static final String OOXML = "application/vnd.openxmlformats-officedocument";
    private static final int ZIP_ENTRY = 0x504b_0304;
    private static final int ZIP_ENTRY_OCTETS = 30;

    private ContainerTypes() {}

    static void offer(ByteSlice head, Sniffer sniffer) {
        if (head.length() < 8) {
            return;
        }
        if (head.i32(0) == ZIP_ENTRY) {
            zip(head, sniffer);
        } else if (head.i64(0) == 0xd0cf_11e0_a1b1_1ae1L) {
            sniffer.offer(compound(head), 50);
        } else if (head.i32(0) == 0xcafe_babe) {
            // A fat Mach-O says how many programs it holds where a class has its version.
            boolean fat = head.i32(4) > 0 && head.i32(4) < 0x20;
            sniffer.offer(
                    fat ? "application/x-mach-o-executable" : "application/x-java-applet", 71);
        } else if (head.i32(0) == 0x1a45_dfa3) {
            boolean webm = indexOf(head, "webm", 64) >= 0;
            sniffer.offer(webm ? "video/webm" : "video/x-matroska", 70);
        }
    }

    // ---- ZIP

    private static void zip(ByteSlice head, Sniffer sniffer) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at >= 0 && at + ZIP_ENTRY_OCTETS <= head.length()) {
            int end = at + ZIP_ENTRY_OCTETS + head.u16Le(at + 26);
            if (end > head.length()) {
                break;
            }
            String name = head.slice(at + ZIP_ENTRY_OCTETS, end).toString();
            if (names.isEmpty() && name.equals("mimetype")) {
                String told = told(head, at, end);
                if (told != null) {
                    sniffer.offer(told, 110);
                    return;
                }
            }
            names.add(name);
            at = nextEntry(head, end);
        }
        sniffer.offer(zipType(names), 50);
    }

    private static int nextEntry(ByteSlice head, int from) {
        int at = from;
        while (true) {
            at = head.indexOf((byte) 'P', at);
            if (at < 0 || at + 4 > head.length()) {
                return -1;
            }
            if (head.i32(at) == ZIP_ENTRY) {
                return at;
            }
            at++;
        }
    }

    /// The type that an OpenDocument or EPUB file tells in its first entry.
    private static @Nullable String told(ByteSlice head, int entry, int end) {
        int from = end + head.u16Le(entry + 28);
        long size = head.u32Le(entry + 22);
        if (head.u16Le(entry + 8) != 0 || size > 100 || from + size > head.length()) {
            return null;
        }
        String type = head.slice(from, from + (int) size).toString();
        boolean known =
                type.equals("application/epub+zip")
                        || type.matches("application/vnd\\.oasis\\.opendocument\\.[a-z-]{1,40}");
        return known ? type : null;
    }

    private static String zipType(List<String> names) {
        for (String name : names) {
            String type =
                    switch (name) {
                        case "AndroidManifest.xml" -> "application/vnd.android.package-archive";
                        case "META-INF/MANIFEST.MF" -> "application/java-archive";
                        case String n when n.startsWith("word/") ->
                                OOXML + ".wordprocessingml.document";
                        case String n when n.startsWith("xl/") -> OOXML + ".spreadsheetml.sheet";
                        case String n when n.startsWith("ppt/") ->
                                OOXML + ".presentationml.presentation";
                        default -> "";
                    };
            if (!type.isEmpty()) {
                return type;
            }
        }
        return names.contains("[Content_Types].xml") ? OOXML : "application/zip";
    }

    // ---- compound files (MS-CFB)

    private static final int DIRECTORY_ENTRY = 128;

    /// What the directory tells, if it is near enough; else, as in Zeek, a document of Word's.
    private static String compound(ByteSlice head) {
        String unknown = "application/msword";
        if (head.length() < 512) {
            return unknown;
        }
        int sector = 1 << Math.min(head.u16Le(30), 12);
        long directory = (head.u32Le(48) + 1) * sector;
        for (long at = directory; at + DIRECTORY_ENTRY <= head.length(); at += DIRECTORY_ENTRY) {
            String type = streamType(name(head, (int) at));
            if (type != null) {
                return type;
            }
        }
        return unknown;
    }

    private static String name(ByteSlice head, int entry) {
        int length = Math.clamp(head.u16Le(entry + 64) / 2 - 1, 0, 31);
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append((char) head.u16Le(entry + 2 * i));
        }
        return name.toString();
    }

    private static @Nullable String streamType(String name) {
        return switch (name) {
            case "WordDocument" -> "application/msword";
            case "Workbook", "Book" -> "application/vnd.ms-excel";
            case "PowerPoint Document" -> "application/vnd.ms-powerpoint";
            case "VisioDocument" -> "application/vnd.visio";
            case "__properties_version1.0", "__nameid_version1.0" -> "application/vnd.ms-outlook";
            case String n when n.startsWith("__substg1.0_") -> "application/vnd.ms-outlook";
            default -> null;
        };
    }

    private static int indexOf(ByteSlice head, String text, int within) {
        int last = Math.min(head.length(), within) - text.length();
        for (int at = 0; at <= last; at++) {
            if (head.slice(at, at + text.length()).contentEquals(text)) {
                return at;
            }
        }
        return -1;
    }
}
