package io.mailtap.conformance;

import io.mailtap.Engine;
import io.mailtap.MailProtocol;
import java.io.IOException;
import java.util.List;

/// A capture of the lab with the notes on it.
///
/// @param name of its file without extension
/// @param file its name below the lab's folder
/// @param truth the notes
record RecordedCapture(String name, String file, GroundTruth truth) {
    /// {@return a capture}
    ///
    /// @param file name of a scenario's capture
    static RecordedCapture of(String file) {
        String name = file.replaceFirst("\\.pcap$", "");
        String scenario =
                name.replaceFirst("^(lossy-.*)-server$", "$1")
                        .replaceFirst("^cap-mid-stream-pop3$", "cap-mid-stream");
        return new RecordedCapture(name, file, GroundTruth.of(scenario));
    }

    /// {@return an engine that looks for mail wherever the lab had some}
    Engine engine() {
        return engine(Engine.builder());
    }

    Engine engine(Engine.Builder builder) {
        for (GroundSession session : truth.sessions()) {
            switch (session.protocol()) {
                case "smtp" -> builder.port(MailProtocol.SMTP, session.port());
                case "pop3" -> builder.port(MailProtocol.POP3, session.port());
                default -> {}
            }
        }
        return builder.build();
    }

    List<RecordedSession> observe() throws IOException {
        Engine engine = engine();
        RecordedObserver observer = new RecordedObserver(engine);
        engine.read(RecordedFolder.file(file));
        engine.close();
        return observer.sessions();
    }
}
