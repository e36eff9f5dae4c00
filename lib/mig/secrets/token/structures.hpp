#pragma once

#include "mig/secrets/token/format.hpp"

/// Secrets whose place takes more than one expression to find. Each is the `find` of a format and
/// reads on from a hit at most to the next place where a hit of the same literal can stand, so that
/// a text full of them stays linear.
namespace mig::secrets {

/// A PEM, OpenSSH or PGP block; also in one line, with its line ends escaped or concatenated.
void find_private_key(const TokenFormat& format, const Text& text, Hit hit, Detections& found);

/// The values of `data` in a Kubernetes manifest of the kind Secret.
void find_kubernetes_secret(const TokenFormat& format, const Text& text, Hit hit,
                            Detections& found);

/// The password of `curl -u user:password`.
void find_curl_user(const TokenFormat& format, const Text& text, Hit hit, Detections& found);

/// The value of a header of `curl -H` that names a key or token.
void find_curl_header(const TokenFormat& format, const Text& text, Hit hit, Detections& found);

}  // namespace mig::secrets
