#pragma once

#include "mig/secrets/detection.hpp"

namespace mig::secrets {

/// By place. Of detections that overlap the most specific one stays, but never one for another
/// kind of harm: a credential does not hide personal data, nor an e-mail address a password.
/// Those that give way go to `covered`: their place is to be hidden all the same.
Detections collapsed(Detections detections, Detections& covered);

}  // namespace mig::secrets
