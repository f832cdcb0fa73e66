package io.mailtap.extract;

import java.util.HashMap;
import java.util.Map;

/// Ends of file names by type. None makes a desktop run a file, or a browser render it: programs
/// and what is not known are `.bin`, and markup and scripts are `.txt`.
final class Extensions {
    private static final String TABLE =
            """
            application/pdf pdf
            application/postscript ps
            application/msword doc
            application/vnd.ms-excel xls
            application/vnd.ms-powerpoint ppt
            application/vnd.ms-outlook msg
            application/vnd.visio vsd
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.oasis.opendocument.text odt
            application/vnd.oasis.opendocument.spreadsheet ods
            application/vnd.oasis.opendocument.presentation odp
            application/epub+zip epub
            application/vnd.ms-tnef tnef
            application/zip zip
            application/x-rar rar
            application/x-7z-compressed 7z
            application/x-gzip gz
            application/x-bzip2 bz2
            application/x-xz xz
            application/zstd zst
            application/x-tar tar
            application/vnd.ms-cab-compressed cab
            application/vnd.tcpdump.pcap pcap
            application/x-pem pem
            application/x-x509-user-cert cer
            application/x-x509-ca-cert cer
            application/pkcs7-mime p7m
            application/pgp asc
            application/pgp-keys asc
            application/pgp-signature asc
            application/xml txt
            application/javascript txt
            image/svg+xml txt
            image/png png
            image/jpeg jpg
            image/gif gif
            image/tiff tif
            image/webp webp
            image/x-icon ico
            image/x-ms-bmp bmp
            image/heic heic
            image/avif avif
            audio/mpeg mp3
            audio/x-wav wav
            audio/x-flac flac
            audio/m4a m4a
            audio/midi mid
            audio/amr amr
            application/ogg ogg
            video/mp4 mp4
            video/mpeg mpg
            video/x-msvideo avi
            video/quicktime mov
            video/webm webm
            video/x-matroska mkv
            message/rfc822 eml
            text/calendar ics
            text/x-vcard vcf
            text/rtf rtf
            """;

    private static final Map<String, String> BY_TYPE = read();

    private Extensions() {}

    private static Map<String, String> read() {
        Map<String, String> table = new HashMap<>();
        TABLE.lines()
                .forEach(line -> {
                    String[] columns = line.split(" ");
                    table.put(columns[0], columns[1]);
                });
        return table;
    }

    static String of(String type) {
        return BY_TYPE.getOrDefault(type, type.startsWith("text/") ? "txt" : "bin");
    }
}
