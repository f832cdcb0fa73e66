package io.mailtap.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mailtap.Delivery;
import io.mailtap.Engine;
import io.mailtap.bytes.ByteSlice;
import io.mailtap.bytes.Bytes;
import io.mailtap.event.FileEvent.FileNew;
import io.mailtap.event.FileEvent.FileStateRemove;
import io.mailtap.event.FileInfo;
import io.mailtap.event.FileSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The files that come of mails, as lines of text: name, content, and `cut` if it is not whole.
final class FoundFiles {
    private final List<String> lines = new ArrayList<>();

    /// Takes the content of one file.
    static class Content implements FileSink {
        final StringBuilder octets = new StringBuilder();

        @Override
        public String name() {
            return "CONTENT";
        }

        @Override
        public void onData(ByteSlice data) {
            octets.append(data.toBytes().latin1());
        }

        @Override
        public void onGap(long length) {
            octets.append("<gap ").append(length).append('>');
        }

        @Override
        public void onEnd() {}
    }

    private FoundFiles() {}

    /// {@return the files of a mail whose lines are given}
    static List<String> in(String... lines) {
        return of(d -> d.mail(String.join("\r\n", lines) + "\r\n"));
    }

    static List<String> of(Consumer<Delivery> mails) {
        FoundFiles found = new FoundFiles();
        try (Engine engine = Engine.builder().build()) {
            java.util.Map<FileInfo, Content> contents = new java.util.IdentityHashMap<>();
            engine.events()
                    .on(
                            FileNew.class,
                            (FileNew e) -> {
                                Content content = new Content();
                                contents.put(e.f(), content);
                                e.f().add(content);
                            })
                    .on(
                            FileStateRemove.class,
                            (FileStateRemove e) -> found.onFile(e.f(), contents.remove(e.f())));
            try (Delivery delivery = new Delivery(engine)) {
                mails.accept(delivery);
            }
        }
        return found.lines;
    }

    private void onFile(FileInfo f, Content content) {
        Bytes name = f.filename();
        String text = content.octets.toString().replace("\r", "\\r").replace("\n", "\\n");
        lines.add(
                (name == null ? "-" : new String(name.toArray(), ISO_8859_1))
                        + " "
                        + text
                        + (f.totalBytes().isPresent() ? "" : " cut"));
    }
}
