package io.mailtap.conformance;

import java.util.regex.Pattern;

/// Something that the lab's notes say and that is not compared.
///
/// @param capture pattern of names
/// @param what pattern found in differences that do not count
/// @param why the reason
record GroundExclusion(String capture, String what, String why) {
    boolean covers(String difference) {
        return Pattern.compile("(?s)" + what).matcher(difference).find();
    }
}
