package io.mailtap.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.mailtap.bytes.ByteSlice;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Types of content, whatever it is called.
final class SnifferTest {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("%PDF-1.7", "application/pdf"),
                    Map.entry("MZ\u0090\0\3", "application/x-dosexec"),
                    Map.entry("\u0089PNG\r\n\u001a\n", "image/png"),
                    Map.entry("\u00ff\u00d8\u00ff\u00e0", "image/jpeg"),
                    Map.entry("GIF89a", "image/gif"),
                    Map.entry("PK\3\4\u0014\0\0\0\b\0", "application/zip"),
                    Map.entry("Rar!\u001a\7\0", "application/x-rar"),
                    Map.entry("\u001f\u008b\b\0", "application/x-gzip"),
                    Map.entry("7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
                    Map.entry("x\u009f>\"", "application/vnd.ms-tnef"),
                    Map.entry("{\\rtf1", "text/rtf"),
                    Map.entry("<html><head>", "text/html"),
                    Map.entry("<!DOCTYPE html PUBLIC>", "text/html"),
                    Map.entry("\r\n <!-- a --> <HTML>", "text/html"),
                    Map.entry("<head><title>", "text/html"),
                    Map.entry("<?xml version=\"1.0\"?><a>", "application/xml"),
                    Map.entry("<?xml version=\"1.0\"?><html>", "text/html"),
                    Map.entry("<svg xmlns=", "image/svg+xml"),
                    Map.entry("#!/bin/sh\necho", "text/x-shellscript"),
                    Map.entry("#!/usr/bin/env python3\n", "text/x-python"),
                    Map.entry("BEGIN:VCALENDAR\r\n", "text/calendar"),
                    Map.entry("BEGIN:VCARD\r\n", "text/x-vcard"),
                    Map.entry("Return-Path: <a@b>\r\n", "message/rfc822"),
                    Map.entry("Received: from a\r\n", "message/rfc822"),
                    Map.entry("-----BEGIN PGP MESSAGE-----", "application/pgp"),
                    Map.entry("{\"a\": [1, true, null]}", "text/json"),
                    Map.entry("--- a/x\n+++ b/x\n@@ -1 +1 @@", "text/x-diff"),
                    Map.entry("Index: x\n--- a\n+++ b\n@@ -1 +1 @@", "text/x-diff"),
                    Map.entry("a dash --- and\na plus +\n", "text/plain"),
                    Map.entry("\0\1\0\0Standard Jet DB\0", "application/x-msaccess"),
                    Map.entry("\0\0\0\u0018ftypmp42", "video/mp4"),
                    Map.entry("12-lh5-", "application/x-lzh"),
                    Map.entry("1234567**ACE**", "application/x-ace"),
                    Map.entry("a".repeat(257) + "ustar", "application/x-tar"),
                    Map.entry("0123456789", "text/plain"),
                    Map.entry("\u00ef\u00bb\u00bf0123456789", "text/plain"));

    private static String type(String latin1) {
        return Sniffer.typeOf(ByteSlice.of(latin1));
    }

    @Test
    void theFirstOctetsTell() {
        TYPES.forEach((content, expected) -> assertEquals(expected, type(content), content));
    }

    @Test
    void shortTextsAndOctetsAbove127HaveNoType() {
        assertNull(type(""));
        assertNull(type("012345678"));
        assertNull(type("012345678\u00fc and more"));
        assertNull(type("\0\1\2\3"));
        assertEquals("text/plain", type("--- a\n+++ b, but no @ more"));
    }

    @Test
    void officeFilesAreToldFromOtherArchives() {
        String head = "PK\3\4\u0014\0\6\0\b\0\0\0!\0aaaabbbbcccc\u0013\0\0\0[Content_Types].xml";
        String word = "PK\3\4\u0014\0\0\0\b\0\0\0!\0aaaabbbbcccc\u0011\0\0\0word/document.xml";
        assertEquals(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                type(head + word));
    }

    @Test
    void whateverTheContentIsThereIsAnAnswer() {
        Random random = new Random(3);
        byte[] content = new byte[FilePool.HEAD_OCTETS];
        String[] starts = {
            "PK\3\4",
            "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
            "<!--",
            "{",
            "#!/",
            "\u007fELF",
            ""
        };
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(content);
            byte[] start =
                    starts[i % starts.length].getBytes(
                            java.nio.charset.StandardCharsets.ISO_8859_1);
            System.arraycopy(start, 0, content, 0, start.length);
            int length = random.nextInt(1 + content.length);
            Sniffer.typeOf(ByteSlice.of(content, 0, length));
        }
    }
}
