package io.mailtap.file;

/// The rules of [Magic]: type, strength, pattern. Types are named as in Zeek, or as IANA has them
/// where Zeek knows none.
final class MagicTable {
    static final String TEXT =
            """
            # documents
            application/pdf 110 "%PDF-"
            application/pdf 60 EF BB BF "%PDF-"
            text/rtf 50 "{\\rtf"
            application/postscript 60 "%!PS"
            application/postscript 60 04 "%!PS"
            application/vnd.ms-tnef 100 78 9F 3E 22
            application/x-msaccess 180 @4 "Standard Jet DB" 00
            application/x-msaccess 180 @4 "Standard ACE DB" 00
            application/x-sqlite3 100 "SQLite format 3" 00
            application/vnd.ms-htmlhelp 100 "ITSF" 03 00 00 00
            application/onenote 100 E4 52 5C 7B 8C D8 A7 4D AE B1 53 78 D0 29 96 D3
            application/x-ms-shortcut 100 4C 00 00 00 01 14 02 00 00 00 00 00 C0 00 00 00 00 00 00 46
            application/vnd.ms-outlook-pst 100 "!BDN"

            # archives
            application/zip 10 "PK" 03 04
            application/zip 10 "PK" 05 06
            application/zip 10 "PK" 07 08 "PK" 03 04
            application/x-rar 70 "Rar!"
            application/x-7z-compressed 50 "7z" BC AF 27 1C
            application/x-gzip 100 1F 8B
            application/x-bzip2 60 "BZh"
            application/x-xz 90 FD "7zXZ" 00
            application/zstd 90 28 B5 2F FD
            application/x-lzip 70 "LZIP"
            application/x-lz4 70 04 22 4D 18
            application/x-lzma 71 5D 00 00
            application/x-compress 50 1F 9D
            application/x-tar 100 @257 "ustar"
            application/vnd.ms-cab-compressed 110 "MSCF" 00 00 00 00
            application/x-ace 100 @7 "**ACE**"
            application/x-arj 50 60 EA
            application/x-lzh 80 @2 "-lh" ? "-"
            application/x-cpio 50 C7 71
            application/x-cpio 50 71 C7
            application/x-cpio 50 "07070" ?
            application/x-rpm 70 ED AB EE DB
            application/x-debian-package 171 "!<arch>" 0A "debian"
            application/x-archive 70 "!<arch>"
            application/x-xar 100 "xar!"
            application/x-vhd 70 "conectix"
            application/x-vhdx 70 "vhdxfile"

            # programs
            application/x-dosexec 51 "MZ"
            application/x-object 50 7F "ELF" ? 01 @16 01 00
            application/x-object 50 7F "ELF" ? 02 @16 00 01
            application/x-executable 50 7F "ELF" ? 01 @16 02 00
            application/x-executable 50 7F "ELF" ? 02 @16 00 02
            application/x-sharedlib 50 7F "ELF" ? 01 @16 03 00
            application/x-sharedlib 50 7F "ELF" ? 02 @16 00 03
            application/x-coredump 50 7F "ELF" ? 01 @16 04 00
            application/x-coredump 50 7F "ELF" ? 02 @16 00 04
            application/x-mach-o-executable 100 CE FA ED FE
            application/x-mach-o-executable 100 CF FA ED FE
            application/x-mach-o-executable 100 FE ED FA CE
            application/x-mach-o-executable 100 FE ED FA CF
            application/x-shockwave-flash 60 "FWS"
            application/x-shockwave-flash 60 "CWS"
            application/x-shockwave-flash 60 "ZWS"
            application/wasm 100 00 "asm" 01 00 00 00

            # pictures
            image/png 110 89 "PNG"
            image/jpeg 52 FF D8
            image/gif 70 "GIF8"
            image/tiff 70 "MM" 00 2A
            image/tiff 70 "MM" 00 2B
            image/tiff 70 "II" 2A 00
            image/tiff 70 "II" 2B 00
            image/webp 70 "RIFF" ? ? ? ? "WEBP"
            image/x-icon 70 00 00 01 00
            image/x-cursor 70 00 00 02 00
            image/x-ms-bmp 50 "BM" @14 0C 00
            image/x-ms-bmp 50 "BM" @14 28 00
            image/x-ms-bmp 50 "BM" @14 40 00
            image/x-ms-bmp 50 "BM" @14 6C 00
            image/x-ms-bmp 50 "BM" @14 7C 00
            image/x-ms-bmp 50 "BM" @14 80 00
            image/emf 100 01 00 00 00 @40 " EMF"
            image/wmf 100 D7 CD C6 9A
            image/wmf 60 01 00 09 00 00 03
            image/heic 80 @4 "ftypheic"
            image/heic 80 @4 "ftypmif1"
            image/avif 80 @4 "ftypavif"
            image/vnd.adobe.photoshop 70 "8BPS"
            image/jp2 70 00 00 00 0C "jP  " 0D 0A 87 0A
            image/vnd.dwg 90 "AC10"

            # sound and films
            audio/mpeg 60 "ID3"
            audio/mpeg 20 FF FB
            audio/mpeg 20 FF FA
            audio/mpeg 20 FF F3
            audio/mpeg 20 FF F2
            audio/mpeg 20 FF E3
            audio/x-wav 70 "RIFF" ? ? ? ? "WAVE"
            audio/x-flac 70 "fLaC"
            audio/m4a 70 @4 "ftypM4A"
            audio/midi 70 "MThd"
            audio/amr 70 "#!AMR"
            audio/x-aiff 70 "FORM" ? ? ? ? "AIF"
            application/ogg 70 "OggS"
            video/x-msvideo 70 "RIFF" ? ? ? ? "AVI "
            video/x-ms-asf 70 30 26 B2 75 8E 66 CF 11
            video/x-flv 60 "FLV"
            video/mp4 70 @4 "ftypisom"
            video/mp4 70 @4 "ftypmp41"
            video/mp4 70 @4 "ftypmp42"
            video/mp4 60 @4 "ftypiso"
            video/mp4 60 @4 "ftypM4V"
            video/quicktime 70 @4 "moov"
            video/quicktime 70 @4 "mdat"
            video/quicktime 70 @4 "ftypqt  "
            video/3gpp 60 @4 "ftyp3g"
            video/mpeg 50 00 00 01 BA
            video/mpeg 50 00 00 01 B3

            # keys and signatures
            application/x-pem 60 "-----BEGIN CERTIFICATE-----"
            application/x-pem 60 "-----BEGIN PRIVATE KEY-----"
            application/x-pem 60 "-----BEGIN RSA PRIVATE KEY-----"
            application/x-pem 60 "-----BEGIN CERTIFICATE REQUEST-----"
            application/pkcs7-mime 60 "-----BEGIN PKCS7-----"
            application/pkcs7-mime 60 30 80 06 09 2A 86 48 86 F7 0D 01 07
            application/pkcs7-mime 60 30 82 ? ? 06 09 2A 86 48 86 F7 0D 01 07
            application/pkcs7-mime 60 30 83 ? ? ? 06 09 2A 86 48 86 F7 0D 01 07
            application/x-x509-ca-cert 50 30 82 ? ? 30 82 ? ? A0 03 02 01
            application/pgp 60 "-----BEGIN PGP MESSAGE-"
            application/pgp 60 "-----BEGIN PGP SIGNED MESSAGE-"
            application/pgp-keys 60 "-----BEGIN PGP PUBLIC KEY BLOCK-"
            application/pgp-keys 60 "-----BEGIN PGP PRIVATE KEY BLOCK-"
            application/pgp-signature 60 "-----BEGIN PGP SIGNATURE-"

            # others
            application/vnd.tcpdump.pcap 70 A1 B2 C3 D4
            application/vnd.tcpdump.pcap 70 D4 C3 B2 A1
            application/vnd.tcpdump.pcap 70 4D 3C B2 A1
            application/vnd.tcpdump.pcap 100 0A 0D 0D 0A @8 4D 3C 2B 1A
            application/vnd.tcpdump.pcap 100 0A 0D 0D 0A @8 1A 2B 3C 4D
            font/woff 70 "wOFF"
            font/woff2 70 "wOF2"
            application/x-font-ttf 60 00 01 00 00 00

            # mails and other text with a head
            message/rfc822 170 "Relay-Version:"
            message/rfc822 120 "#! rnews"
            message/rfc822 120 "N#! rnews"
            message/rfc822 130 "Forward to"
            message/rfc822 100 "Pipe to"
            message/rfc822 140 "Return-Path:"
            message/rfc822 150 "Delivered-To:"
            message/rfc822 100 "Received:"
            message/news 80 "Path:"
            message/news 80 "Xref:"
            message/news 100 "Article"
            text/x-diff 80 "diff "
            text/x-diff 70 "*** "
            text/x-diff 100 "Only in "
            text/x-diff 250 "Common subdirectories: "
            application/x-bittorrent 140 "d8:announce"
            """;

    private MagicTable() {}
}
