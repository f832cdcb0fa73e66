package io.mailtap.capture;

import java.io.IOException;
import java.io.InputStream;

/// A compression that the JDK lacks, found as a service ([java.util.ServiceLoader]).
///
/// gzip needs none. The engine asks providers for everything else that is neither pcap nor pcapng.
public interface StreamDecompressor {
    /// The most octets that [#recognizes] is given.
    int PROBE_OCTETS = 8;

    /// {@return the usual name of the format, as in `zstd`}
    String format();

    /// {@return whether a stream that begins like this is of this format}
    ///
    /// @param first the first octets, at most [#PROBE_OCTETS]
    boolean recognizes(byte[] first);

    /// {@return the octets that `compressed` stands for}
    ///
    /// @param compressed from its beginning; closed with the result
    /// @throws IOException if it cannot be read
    InputStream decompress(InputStream compressed) throws IOException;
}
