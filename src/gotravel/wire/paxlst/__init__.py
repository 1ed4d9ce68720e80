"""PAXLST: passenger and crew lists of UN/EDIFACT (D.94B to D.24A) and the legacy US dialect."""
