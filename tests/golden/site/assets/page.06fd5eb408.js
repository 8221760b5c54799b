Stands in for a style or script so that a change of one changes no golden page
Stands in for a style or script so that a change of one changes no golden page
Stands in for a style or script so that a change of one changes no golden page
Stands in for a style or script so that a change of one changes no golden page
Stands in for a style or script so that a change of one changes no golden page
Stands in for a style or script so that a change of one changes no golden page
